"""Russian, Kazakh and English words in Latin letters: the weights of their trigrams.

Made by ``python -m corpus.train.trigrams``.
"""

TABLE = """
-2,-2,2 _ab _di _fe _fi _in _la atc ays bse cep cin dic emp eon far fer fri ici ity lds lib lie
-2,-2,2 lla lli me_ ndr nti nve oke oll omp rar
-2,-2,4 _af _ei _fa _fl _fo _fr _hi _yo adv age ain all bs_ but cci cei cer cid cil cip ddi dif
-2,-2,4 dis dua dul eat ece eci ef_ efe eiv elf ell elv emb epa erc erf err ess fal fen fle fli
-2,-2,4 flo for ft_ fte fun hed id_ idd ife ifi ift ill inc int irr ise ium ive jus ks_ lif lk_
-2,-2,4 lle lly lt_ lum lur lve ly_ mbe mpu nfi ngu nk_ not nou nsl nt_ nte nvi oft oic oin olv
-2,-2,4 omm on_ onl ons onv opp ork orr ppi ppo rd_ ref rk_ rn_ rns rra rre rro rts saf sic sid
-2,-2,4 sse stl tea tif tto ubs ull um_ umb up_ ur_ us_ vac
-2,-2,6 arc arr bea cab cyc ea_ eak eap exe exi fol fre fts gn_ ief irc iye kee ld_ lf_ ll_ mbl
-2,-2,6 mpt nd_ nea num oar occ oph oud owi pow rms squ too unt urr urv use wom xce ycl
-2,-4,4 cho eal ean enc ers fas fla hbo ids ign lcu llo lou mp_ mpr nco onf pee rm_
-2,-4,6 ace ack aff aut bac bec bee bje boa boo cap car cco ccu ced cit dea dec duc eca eer fee
-2,-4,6 ffe fie fus gua gue hts itc jec loo mou nce ntl oat oes of_ oub oug oup out oye pie rce
-2,-4,6 rds rea roa roo rou rpr rri rry sci see ses ss_ suc tee tly tou uck uff uit
-2,-6,6 _ca ce_ ook oth ous tio
-2,0,0 _be _bu _ir ais alt arb aym bel ben bur dab day eme ert ham lan lba mak man min mum opt
-2,0,0 orp pan rba rke rpa rsa rsi rti sar ser tai ter tis tud tut ula ule uri
-2,0,2 _ag _am _an _ap _ci _du _em _it _si _su ams asu bid buy dep dur ein eir elt ema ems fir
-2,0,2 gai get gis git hip hol ide ien ilk ilt imb imm imp ins ipp irs iti ize kin lay les lin
-2,0,2 lm_ mis mit mme mpa nes nis nne nse nur oks ong op_ ops ord ors ort pap pe_ ped pen pin
-2,0,2 rai rbi rbo rt_ rte se_ sh_ sho sib tes tim tum tur uat un_ une uni unn urb ure urt uti
-2,0,4 ake did hun sig uar uns
-2,2,-2 _es _je _ky alu anm bi_ das hog hti iek ini irk jin koz lym lys nga nsy ryz ske soi tar
-2,2,-2 tip yza zei zin zyl zym
-2,2,0 _al _ar _ba _bi _bo _da _er _ki _mu _ol _om _or _sa _sh _sy _ta _ti _to _tu abd abi adi
-2,2,0 aim alm alp anb ari arl art ary au_ aul aum aur aus bal bar bat ber bet bie bil bul de_
-2,2,0 dem der din eim eit elm eng erg eri erm ese esi eus gar gas gei gel gir han har hir hte
-2,2,0 huk hul hum hur ibe ida ile ilu ime ims irm irz jur keg ken kep ket kil kua kyr kyz lap
-2,2,0 lem leu lim lke lky lpi lti lty mad mag mai mba meg men mun mur myr nag nba nbe ndi ndt
-2,2,0 ngi nsa nus nyr ola olm orl rag rau rgi rha rin rip rli rma rme rty rua sab sal sap say
-2,2,0 sim tab tas tau tba teb ten tig tiz tub tul uky umi ura urg url ury ymb ynb yr_ ysu yzy
-2,2,0 zen
-2,2,2 _as _at _on arm bay eil end gau ger ibi ine ir_ irt lud ott pti sai tun
-2,4,-2 _ay _az _uy _zh aby ady aga aie akp aly ama amt any arz asi ayg ayl bap bas bep buz dan
-2,4,-2 dar dir dy_ dyk dyr eke ekk elg emh emt etp eug ewg gan gil gim gti gyr gyt gyz hag heu
-2,4,-2 hob hug idi iik iiq ipk iqp iqs iri isw ivt iyn iyp iyq jaq jar jau jib jog jol jui juk
-2,4,-2 jyr kau kem kig kka kut kuz lgi lma lpy lsa lwd lwg lws mei mek meu mgh msa msh mti nan
-2,4,-2 nbi nip nug nw_ nws nys oqs oqw oyl pei pke qaq qig qoy qud qun quq qus qwa qy_ rda rga
-2,4,-2 rgt ri_ rla rqi rqy rtk rzi sip soq syi syy tad tap teg tpa trg tsh tug tus tuz tws uap
-2,4,-2 udy ugy uqa uqi uqs uqy uyr vti vty wnd wrg wrs wrw yau ykp yks yma ymg ynn yns ypp yqp
-2,4,-2 yqs yra yrg yrm yrs yrt ytp yyk yyp yzb zau zaw zek zga zgi zho zi_ zip zws
-2,4,-4 dta iz_ kse mha shp
-2,4,0 _ys aud aue bey bug byr egi elw enb gen hab inb kei lme nyq sau ylt zeg
-2,6,-2 _bw _qw apq asw atp awr byn dyl eyd gyd hiq hpe hqa iip iiz ikp iqq itp itw iym iyz izw
-2,6,-2 jag keu kwr kym lgy lqi lw_ lwi lyk maw miz ndy nyl nyz ogt omd oqy orq pqa qag qap qau
-2,6,-2 qaw qim qpe qut qym qyt rtq rwg ryn shy sw_ swd swr tqi tqy tw_ twg tyl uiy usq utq uyy
-2,6,-2 ydi yqq yrl yym yyr yyz yzd zhw
-2,6,-4 _ie _jy _ua _ui agd asy ayd dyg ekp emd ga_ giz gte iim irg jyl kiz kte myn oyy si_ tke
-2,6,-4 tpe trd trl tyg uyt ydy yga ykk yny yrd yry yyl yyn zdi zus
-2,6,-6 di_ ikt mde nyn rdy
-4,-2,4 app eye fai gui nly ppe
-4,-2,6 _ec _he _hy add air can cis cta cte elp es_ ewe ff_ ffi ges ghb ick ier ies iew ing jud
-4,-2,6 lea lth mea ncl ndl nks now nth oct ood oom ppr pt_ req sm_ ues wai wei wes wne wns wo_
-4,-2,6 yed
-4,-4,6 _ac _cr _cu _ea _eq _ou _ow _ph _ye acc bou cal cas cau cce ces ck_ cke cks cla cle cli
-4,-4,6 clo clu coa col coo cop cor cos cou cra cre cri cro cru cs_ ct_ cto ctr cts ctu cul cum
-4,-4,6 cur cus cut dge dow eac ead eam eas eav ecr ecu eel een eep efu equ eth exa exc exp ext
-4,-4,6 fac fea fec foo fou ful gge gh_ gs_ hea hoo hou how hs_ ht_ icl ics ict iff iou ith ix_
-4,-4,6 lls loa ls_ ms_ ng_ ngs ns_ oac oad oca ock ocu off ool oon oul owe own ows pea peo phe
-4,-4,6 phi pho phy ppl ps_ que rs_ sca sco scr scu sea six sou swe tax tex thi tho thr ths tow
-4,-4,6 ttl twe two uct udg ue_ unc uth way wea wed wee whe whi who wor xam xpe xpl yea yer yev
-4,-4,6 you
-4,-6,6 com eco ed_ eed oun our
-4,0,2 _en hon iet son uis
-4,0,4 _ha _un bui cad ded er_ ged hop hos joi nsw nua ual uen und wen ys_
-4,0,6 aft ied ump yes
-4,2,0 _au ai_ an_ and bad bai bei en_ ipt kes lip ond pte rky uas
-4,2,2 _ad _jo _ju aig ail ang aqu aug awe ay_ big ep_ ept hap hau hyd ieg iel ips ire jap ker
-4,2,2 key lai lau lig lse mem nge ngt nme old pag pai pay rap rly rse rwi sag sas sug sui sur
-4,2,2 sys uad uak uid uip uld ung urd usi wle zed
-4,2,4 sky
-4,4,-2 _mw _oy ald alg daq dew erd ewd frl hyn kel kyt lqa oiy peg qoz qum rdi tky uge ui_ uzg
-4,4,-2 wsi yk_ yms yzg
-4,4,0 _ai _gh _ja _ke _oi _rw aid ait alw amg anw ap_ aps apt ar_ ard arg dap dau deu ege eid
-4,4,0 eld erl eu_ ge_ haw hig hyq hyr ige igi ilm in_ ind inw irl isi jab jum kag kpa ksh kyn
-4,4,0 lar ldi ler lew lqy mga naw ngy niq oky oqu psy pty pyr qi_ rde rge rgy rtp rtw sep shw
-4,4,0 sin stw sym teu tew tin uim uir ulg ums uyi uys wde wip wir wme wni wra wre wst yme ymn
-4,4,0 ypt
-4,4,2 att lde nde uin uye wim
-4,6,-2 _kw aiq aiy aky alq aqa aqp arw asq atw aua aui auy awd bag baq daw dyq eui ghd gta gyl
-4,6,-2 gyn gys haq haz hyg hyk iil iin iir ikk ilg img iqa isq itq iyl iyr kez kke kyl kys laq
-4,6,-2 lda ldy lga lge ltt lyg lyn lyp maq mau mge myz nda ogh paq pta qab qad qam qas qin qoi
-4,6,-2 qos qpa qsa qsh qyr qyz riq rle rw_ ryq shq siz syn syz tty twr tyq uii uyl uym uzd wdi
-4,6,-2 wi_ wla yaq ylu yn_ yng ysq ytt yz_ yzm zyn
-4,6,-4 _oq agy aii amd aqi aqq atq awg ayy dag diq iq_ iqt jaz kpe lgh mda mdi mdy naq ntt nyp
-4,6,-4 oii oqi qil qir qis qit qiz qqa qti qty qys rtt rwd rws taq taw tqa twd tyn uyn wda wge
-4,6,-4 wgh wli ykt yld ylg ylm yly ymd yna ynd yp_ yqt zaq zge zgh
-4,6,-6 imd
-4,6,0 arq eyi mug oqt qon qul qyl qyn rqa tiq tta
-6,-2,6 _wi ath cti eig wn_
-6,-4,6 _we _wo act ds_ ear ect low ow_ row wer
-6,-6,6 _cl _co _ex _th _wh con ght th_ the
-6,0,4 ked wan
-6,0,6 _wa _wr aye new qua qui rew ugh war was wat wel wha wit ws_
-6,2,2 dig etw itt twi utt
-6,2,4 _eu aph awa eur ew_ ews ky_ pha raw swi uil wal wil wri yin
-6,2,6 rth ted tha
-6,4,0 gym ilw nin uie
-6,4,2 aw_ aws erw ett ewi gin hy_ hys ild ogy saw tag tte typ wis
-6,4,4 _sw _tw law
-6,4,6 igh win
-6,6,-2 aqy deg gha ghi hyl lyq ngh qai qal qan qar qat qaz qol qor qta
-6,6,-4 _qi agh aqt dyn qa_ rgh sqa wsh ygy
-6,6,0 _qa _qo _qy aq_ aqs awi awl eii ip_ irw liq qur raq ryp saq toq tti uy_ yq_
-6,6,2 _aq _aw gy_ ird
-6,6,4 _qu
0,-2,0 _ed _pi amm aso ato bio dat dro dub dze el_ els epi era erv esa ev_ eva gno gus he_ iar
0,-2,0 iol is_ ito lio lot nei neu ngo pil por ran rdo ren rni rof rol ron ror rva som tak tor
0,-2,0 uls ulu ume uzb va_ vas yba
0,-2,2 _br _ce _de _dr _gr _gu _id _im _li _lo _lu _mo _no _re _ri _ro _ru _vi ade al_ alc als
0,-2,2 anc ant ape are as_ ase ass ate ati aun be_ blo bre bri bru bus by_ cem cen cki deb des
0,-2,2 dia dra ebr efi ega egr egu eho ens ent epu erp est fin fis fra geo gna gni gra gri gro
0,-2,2 hav hei her hme hom hor hot iab iag ibr ig_ inf ink inv io_ ipe ipl ivi lab leb lev lon
0,-2,2 lop lts mbu mid mmi mmu mon mor mov mpe mpo mus ndo ndu ned ney nfo nig nn_ nsi nso nsp
0,-2,2 nst nta oci ogi ois oms onc one ont ope or_ orb ore poi pto pun pur put py_ rac reg rel
0,-2,2 rem res rgu rib rid rmi rne rop rso rst rul rum rve sav sce sed sel shr sis sit siv sk_
0,-2,2 sma smi so_ ssi sso sun tac tch tiv tri tua ubl ud_ ult umn upe urn usa ute vel vic vis
0,-2,2 vot ybe yte ze_
0,-2,4 _fu _ho adm alf amp cie die dri fam ho_ ice mac nsu pac run sub tie
0,-4,2 _le evi gre isc mmo orc ose oss sum ysi
0,-4,4 _bl _ev _ov _sc abl abs aca ad_ cel ch_ cov def dmi doc dou dre eck eop epe fe_ fic fit
0,-4,4 gio gle gne hec hic hro ian ibu ica ion ism le_ loc loy lue lun lut muc ngl ntr oor pic
0,-4,4 pli rch re_ rec rks ssu st_ sup tic uce upp urc vie
0,-4,6 _hu _of ble eek ees oot tle
0,-6,4 _a_ ads giv lec mic ncy ric
0,-6,6 cia ic_ mpl nds ree rie sec sts ts_
0,0,-2 _ty _zi az_ ba_ boi boy cif dim duk ele eli hal hib him his hok inz ira iza kib kud lei
0,0,-2 lug ma_ na_ neg ny_ oba oki oli ols osa pa_ rka sad she shu sil tep tos yl_ zy_
0,0,0 _dy _el _ga _il _is _ma _me _my _ps _te _ur _va abe abu af_ agi ak_ aki ale alk ame amu ank
0,0,0 anu ark arn ars ask ast atr atu avr bab bak ban bek bit den deo dip dun eba efo eis eje emi
0,0,0 ene enk enu enz erb erh esu etc ete etr etu fab fed gam gap gat gav hai hat hel hin hym iga
0,0,0 ike ima inn ipa irn ish ist ita itm itr ke_ kip lag lak lat lbe lef lep let lir lis lmi log
0,0,0 lta lte lto ltu lus mat mel mer mes met mir mke mma mod moi mst nal nam nar nat ne_ nel net
0,0,0 nke nki nni nol ntu ofe oge oid oil okz ol_ olb ole oma omb omi oni org ori orm orn ory osi
0,0,0 osp ote oti oze pak pat pel pes pio rad rak ral ram rat ray rei rer ret rif rig rim ris rki
0,0,0 rtu rui rus san sei sen set sie sol sor ssa sta ste sti sus tal tat tem teo tfo tma tob ton
0,0,0 top tot ty_ uan uba ude udi uk_ uma una unk urk uro ust uta uty uz_ vik yar
0,0,2 _ge _gi _mi _nu _pa _se afe agn agu alv amb ans arp arv beg bon don eor fel fes fil gul iev
0,0,2 ily iss itu led leg lid lor mar mbi med mil mpi mul nci ner nor ome par pet pul rg_ rvi ry_
0,0,2 spe sul te_ ul_ urs vir
0,2,-2 _ak _eg _ka _ku _ul _us _ze aba aha ahm akk ana apa asa ash ata azi baz bik bir bol bos
0,2,-2 byl bys ceh dak dal dam diy dti ebe ede edi eki elu eru eti eud eul evt eym eze gad gaz
0,2,-2 gda hak has hba hil hke hpa hta hty ik_ iks im_ imi ipo itk jai jel jer jon kab kal kar
0,2,-2 kas kim kis kit kos ksa kum lam lik liy lja lzh mam mas may mey mna muh myt nau nek nem
0,2,-2 nna okk okt olg ony otb oz_ pik ppa rey rik ril rkt rsh rsy ryk sa_ sha soy syg syl tam
0,2,-2 taz tei tez tid til tir tol tui tys ugi uke ulk uly umk uny urm uru uya uzu yan yby yle
0,2,-2 yls ysa yst zbe zer zey zha zsh
0,2,-4 amn biy diz ebi eyn gek gid hek kan kor kst lad mni mys nen osy shi sik sty tuy utk uza
0,2,0 aks ara bau bin bis ek_ gal had hid ina jan kek kid kok kul lui mal maz nzh olt pau pir reu
0,2,0 rna rta rys rza sak sat spa tan vag
0,4,-2 apk dad dai iha kir kob kun ppu psh psi rym seb syr yag ygu yss zhu zhy
0,4,-4 _oz ada akt ala amy aty ayk bii biz da_ dty eks eyt ha_ hi_ hiz idy imn izs jet kad kta
0,4,-4 kty lal luy miy msi ni_ nkt nsh ozb pey piy ruh ryg ryl sir suy sy_ tyk tyr uga uki uks
0,4,-4 usy uze vta yda yru ytu zba zdy zet zil zim zir ziy
0,4,-6 umy
0,6,-4 ayt dik jas
0,6,-6 gi_ izd yla ymy ysy
2,-2,-2 _gd _hv _na am_ ami doz dse dsh eby em_ ezv gol iad ino izo mka obo odz oik opk rok ryt
2,-2,-2 vna yro
2,-2,0 _do _i_ _ig _ly _ni _op _pe _ra _ry _u_ _ve _vu _ya _zo abr ado adz ago amo ane ano api
2,-2,0 apo aro asl at_ ats auc av_ ava bed bib bom bor bot bra bud bum cio dio dla dog doi dol
2,-2,0 dom dop dor dum dus edr eg_ eha ela elc elo ena eno ere ern esp et_ eta ets ey_ eys gib
2,-2,0 gor gry hem hes hev hey hov hru igo il_ ilo ils imo inu ior ios isa isl ite je_ kle ko_
2,-2,0 ktu lav laz len lgo lob lom lov lub luk mo_ mom msk my_ nep nev nod nov nty nut nva ode
2,-2,0 oev ofi ogr ogu oje olc olo olu omo omy ona onn ono onu opi opo opy os_ ota ova ozo pas
2,-2,0 pia pit raf reb rej rgo riu rmo rmu ro_ rob rog roh rom rpl rub rue rut rvo sbe sbo sme
2,-2,0 sop spi spo spu str stu tev tit toc tpu tro ube ulo uno upi usp van var vid vig vil vlo
2,-2,0 vol vsk yko yoz zol zon
2,-2,2 _pl _st adu agr bli div do_ emo epo eso gly hly ido imu lic lit mok ob_ oce pon red rit
2,-2,2 sla tod tra vin
2,-4,0 _go ae_ bsc ca_ chl gli hut lch lia mos nit rtn sif sli sna ssm sto ypi ypo
2,-4,2 _ch _gl _kn _oc _pu _sm _sp _tr _up bia bla bod bro bst dde dry due dvi ebu eft epl epr
2,-4,2 gic glo hst ial idn iso khu liv los mot mut nch nec nef niu nto nyo od_ odg ot_ per pla
2,-4,2 plo ply pub reh ria rio riv roc rot ruc rup sev soc spl tia tli tme tne to_ tre tru try
2,-4,2 tso ug_ usl uss uto ved ven ver ves via vio viv
2,-4,4 ave dle dly kno lee nio ple rep umm
2,-6,2 chr dev esc hee khs odu ogn rkh ryo
2,-6,4 _s_ doe eet eve fro hre ibl kha lac ove pec sio tec
2,-6,6 cam cat nts ve_
2,0,-2 _av _kr _ny _os _ut aci adr adt afo aja aji aku ali ani auk aya aze azu bes bly bog bok
2,0,-2 buk del det dil eda eh_ eja eko ekz elk emn erz ez_ gog hez hud hve iho ili imk isk izh
2,0,-2 kai kav kra kre kro kt_ kub kza las liz lka lki lna lsi mko mne nai naz neb nim nka nop
2,0,-2 noz nzi obe obi obl ofo og_ oly olz onk opa osk oya oza pad pal pam ras rhi riz rja rko
2,0,-2 rku rmy rto rud rzh sah sam saz shv su_ suz ta_ taj tay tel tok ubi uka uli vad vak vch
2,0,-2 vka vok von yab yak ylk ypa yt_ yun yur yzh za_ zag zai zar zat zay zel zh_ zka zmu zor
2,0,-4 _kl _kv _uk _um afi aje aka azh bka ei_ eku eni hda hka hki ka_ kli kri moy odt ozy ska
2,0,-4 sut yts zhb
2,0,0 _by _ne _so _yu ann boz erk gon iba ipi isp ley mob mol niv nko ora orv pav ra_ sem ssy tog
2,0,0 tom yul
2,2,-2 _et _uz aru asp aza azg eya heb het kap kat kay kus lu_ mez mle nas oim rug shk tr_ yre
2,2,-4 _dz _ji _ko _ml _ok aev aht arh atk ayn azb azy bae buh dek dym dzh ekc eml esh esk ezi
2,2,-4 fik fiy fiz fon fot gay gip hah heg hui huy iis ila iru izm izu kaf kod kol kon kop kot
2,2,-4 kto kur kuy lek lel lsh mik mki mny mpy muz nad nir niz ntk oga oig olj osh oty ovt oyu
2,2,-4 pek pka pyu rek ru_ ruy seg sey sez sot syp teh tek tey tih tiy tka toz tym uby uda udz
2,2,-4 uha ush viy yas yka yne ynu ysh yta yti yud zan zhe zhi zm_
2,2,-6 jal sog
2,4,-4 _ek akc dey ekt paz rih shs soz ssh tik ukt ytk zik
2,4,-6 azd byu ehn giy huz iya izb izg izi jat kci ksi kui ozi riy sek sht tet ti_ tki uzi uzy
2,4,-6 yad yal zda zde
2,6,-6 ciy dei etk kti ozg yty
4,-2,-2 _kt _ob _py _sg _sk _uh _vd _vl _vm _zd _zr adk adn aho ahs aio aiv ajt ako alo asc avl
4,-2,-2 azc azk azl azm azo bej biv bma bme bna boj bry bsl cht chy dah dej dgo dki dkl dko dna
4,-2,-2 doj dov dtv dvo ec_ edk edm edo edv eob esl etn evr evu ezu fov gii gnu gom gos gru hdu
4,-2,-2 hen hit hko hna hne hno hnu hsk hu_ iac ibk ibo igl iko iln iny iom iro iub ius iv_ ivn
4,-2,-2 ivu izk izy jdi jil jio jne jni jsh kae kaz khl kiv klo knu kov kru kts kup la_ lku lni
4,-2,-2 lnu lod lok lst luj luz lzu mah mog nae nah naj nay nie nku nom nsk nui nuv nuz obk odr
4,-2,-2 oed ohl oho ohr oit oiu ojd ojk oka olk oro oru osl osn oso osu otm ovk ovs pev pny pov
4,-2,-2 pry pug pus raz rir roi roz rtv ruj ruz rya saj ski skn snu soe soh sok sov ssc sve svi
4,-2,-2 svy tah tav tda tej tko tlo tna toi tov toy tsa tse tsu tup tv_ tvi ubo ugl uje ukr uku
4,-2,-2 upa upk usc uso uve uvi uzk uzn uzo vai vat vav vaz vet vko vla vo_ vor vra vuc vui vuk
4,-2,-2 vus vut vve vyl vyn vzl vzr ybr ydu ygo yku yli ysl yso yto yub yve yvo zab zak zbi zdr
4,-2,-2 zdu zem zhk zii zki zko zlo zni zom zop zov zri zry zuc zvi
4,-2,-4 enn hdy iku jda lko mii moz mya oek omn osr osv ovn ruk sos tae tni tyu vni zac zzh
4,-2,0 avi dos eto evs igr lah lsk nab nav ogd osm otl oto ov_ ovi pae pch po_ pol rab rae rsk
4,-2,0 ryb udn val ylo yno
4,-4,-2 boc dch dyo esn evo hla hlo kik odc okl opr ovr roe rvy tye udo vre vyo yvs
4,-4,0 _mn _po _pr _sn _vo abo adc apl avo avy bov buc byt cha che chi chs chu dit dlo dne dru
4,-4,0 dst dup dva ebo ech edl edy eia emy ero ezz gla glu gov hie hle hoj hra iam ias iat ich
4,-4,0 icy idu it_ itn iva ivo khe khn khr khv kly kni mec mia neo no_ obs odd odl ods ody oet
4,-4,0 ok_ osc ost ots poc poe pop pot pra rav rev rno rod roj ros rov roy sch skh sle slo smo
4,-4,0 sne sno spr spy sra sro ssl ssn tiu tnu toe tyo udu ugo upo vit voc voy yho yo_ yok yol
4,-4,0 yom
4,-4,2 _sl ayo dli dve got lne nic noc pos pre pro sda sly soo upl utr voi ybo yor
4,-6,0 _ts apr dut ety lyo nnu opu tsk
4,-6,2 ach akh eds edu ely icu its khi opl pri ukh uts vy_ yon
4,-6,4 cy_ ee_ ery nee nia
4,0,-2 _hr _od _ug bu_ dez hni lii nak nap oja otu raj sva
4,0,-4 _ez _hl _og _oh _ue aj_ ajd akl aln apu baj bez cev dka dok duy dya eji eka ekl eyu ezh
4,0,-4 ezo gde gu_ gub hay hiy hto htr htu iak ikl isy iys kac kam ki_ kla koi ksk kva lez li_
4,0,-4 lil lya lyu mej nez nik nil nok nu_ nym nyu obu oda odp oez oko oku omk otp pis poy rah
4,0,-4 rez rij rny ryu skr sud tu_ upn usk utn uzh vam vec vke vro ya_ yah yaz yig ym_ yus yuz
4,0,-4 zad zam zd_ zio zit zne
4,0,-6 _iz dii yac
4,2,-4 _ot ekr hsh ifr ika iki imy jen kii kiy koy viz yde zal zu_ zyk
4,2,-6 ezd hii hik ikr ksp ktr niy otk sii siy tii ysk
4,4,-6 avt kom ozd zme
6,-2,-2 _ia _ss _sv _vp _vv ajn avd bav dav dku doh dpi dpr dvu ejd emu ezl hva iaj iur jiv jst
6,-2,-2 lzo mae nih och odv oen oi_ oln pog poh poj syo tku tst tya tyh uji utv uvs vek vez vki
6,-2,-2 vme vop vos vyj vzy ypl zch zdn zdo zgl zob zvu
6,-2,-4 _dn _iu _sb _sd _uv _vr _vt _zn ajs akr atn avn avs azn azr azv bny bya byc chk cii dob
6,-2,-4 dyv ebn edp ejn ejs erj evn eza hej hih hku hoz iaz iem iud izv jde jit jny jsk kak kih
6,-2,-4 koe kog koj lej lny loj loz lsy moj nej nya oby odk oiz oji ojn oob otc otv ovo ozh ozr
6,-2,-4 shn skl sko sku sob ssk sst tkl tno toj tsi tva uho uko uvo vay vii vkl vle vly vnu vny
6,-2,-4 voe vog vov vyd vyg vyi vyr vyy vyz ymi ypu yuc zah zav zgo zny zra zre zva zve zvr zya
6,-2,-6 _vz ayu ih_ iyu nyi pod stv tsy vod voz yav yi_ yu_ zap
6,-4,-2 _ub _v_ _vk aem ah_ asn bno bsh dae dni dsk du_ edn eln eny esy evy ezn gae god hiv hli
6,-4,-2 hny hod iah iai iav ie_ ijs iot ivy kah kaj liu lo_ nac nog noi nos noy nul odi odo ogl
6,-4,-2 otr ovu ozm ozn pya pyt rnu sde sni sny stn tpr uet vku vob voj vse yae zia zli
6,-4,-4 _dl _dv _sr _vn _vy aiu byv dno dny dts ej_ etv hij iae iiu iuc iut ivs jno kij kry ku_
6,-4,-4 lno mno mu_ nij noe noj nyj obm obn obr odn ogo oia omu otd otn ovl ovy ozv pob pom ryv
6,-4,-4 shl svo sya syv tde tkr tve tvu tyv uiu vae vli vne vno vom vsh vu_ vuy vya vyb vyc vye
6,-4,-4 vyh vyk vym vyp vys vyv yay yj_ zhn zna zno zyv
6,-4,-6 iia ij_ oj_ tny uyu yh_ yva
6,-4,0 cu_ dac ego hae kie oy_ sre uch
6,-6,-2 _vs hch hyo oe_ slu ykh yot
6,-6,-4 aet aia iu_ nye nyh
6,-6,0 chn dca ekh go_ hio kh_ luc nno okh om_ pok shc upr ut_ ych ye_
6,-6,2 _kh ikh kho sia
6,-6,4 ia_
6,0,-4 _za hde mi_ nny stk yam
6,0,-6 _uc _ud _zv avk ii_ iy_ izn nii nuy nyk nyy okr poz rii tvo vst yat yut yy_ zas zhd zvo
6,4,-6 vto
"""
